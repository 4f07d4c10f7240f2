/** What an attribute of OCEL 2.0 may hold. */
export type OcelValueType = "string" | "time" | "integer" | "float" | "boolean";

/** A kind of event or object, with the attributes that it may have. */
export interface OcelType {
  /** Unique among its kind. */
  readonly name: string;
  /** Names and types. */
  readonly attributes: readonly { readonly name: string; readonly type: OcelValueType }[];
}

/** That an event or object has to do with an object, and how. */
export interface OcelRelationship {
  /** The object. */
  readonly objectId: string;
  /** As what. */
  readonly qualifier: string;
}

/** An object with its attributes as they were from an instant on. */
export interface OcelObject {
  /** Unique. */
  readonly id: string;
  /** Name of an object type. */
  readonly type: string;
  /** Values with the instant from which they hold. */
  readonly attributes: readonly {
    readonly name: string;
    readonly value: string | number | boolean;
    readonly time: string;
  }[];
  /** To other objects. */
  readonly relationships: readonly OcelRelationship[];
}

/** Something that happened. */
export interface OcelEvent {
  /** Unique. */
  readonly id: string;
  /** Name of an event type. */
  readonly type: string;
  /** ISO 8601, UTC. */
  readonly time: string;
  /** Values. */
  readonly attributes: readonly { readonly name: string; readonly value: string | number | boolean }[];
  /** To objects. */
  readonly relationships: readonly OcelRelationship[];
}

/** An object-centric event log, as OCEL 2.0 writes it in JSON. */
export interface Ocel2 {
  /** Kinds of objects. */
  readonly objectTypes: readonly OcelType[];
  /** Kinds of events. */
  readonly eventTypes: readonly OcelType[];
  /** In order of first mention. */
  readonly objects: readonly OcelObject[];
  /** In order of time. */
  readonly events: readonly OcelEvent[];
}
