import { describe, expect, test } from "vitest";
import { tableOf } from "../../../src/readers/table.ts";
import { codeOf } from "./code-of.ts";

describe("rows that are arrays", () => {
  const rows = [
    ["\uFEFFid", " How\n likely? ", "", "id 2", "x", "x"],
    ["a", "9", "1"],
    ["b"],
    ["", " ", null],
    null,
    { id: "c" },
    "d",
  ];
  const table = tableOf(rows as object[], 1);

  test("have the columns of the header, byte order mark and white space folded", () => {
    expect([
      table.length,
      table.cells("id")(0),
      table.cells("How likely?")(0),
      table.cells(" id  2")(0),
      table.cells(2)(0),
    ]).toEqual([6, "a", "9", undefined, "1"]);
    expect([table.has("id"), table.has("How likely?"), table.has("nps"), table.has("")]).toEqual([
      true,
      true,
      false,
      false,
    ]);
    expect([table.nameOf("id"), table.nameOf(1), table.nameOf(2)]).toEqual(["id", "How likely?", "2"]);
  });

  test("may be too short, blank, or something else", () => {
    expect(table.cells(1)(1)).toBe(undefined);
    expect([0, 1, 2, 3, 4, 5].map(table.unfit)).toEqual([
      undefined,
      undefined,
      "blank",
      "blank",
      "unreadable",
      "unreadable",
    ]);
    expect(table.cells("id")(4)).toBe(undefined);
  });

  test("a column that is not there, or there twice, is an error that names what there is", () => {
    expect(codeOf(() => table.cells("nps"))).toBe("COLUMN_MISSING");
    expect(() => table.cells("nps")).toThrow('"id", "How likely?"');
    expect(codeOf(() => table.cells("x"))).toBe("COLUMN_AMBIGUOUS");
    expect(() => table.cells("x")).toThrow("one of 4, 5");
    expect([-1, 6, 1.5, NaN].map((place) => codeOf(() => table.cells(place)))).toEqual(Array(4).fill("COLUMN_MISSING"));
  });

  test("may have no header at all, or several", () => {
    expect(tableOf([["a", "9"]], 0).cells(1)(0)).toBe("9");
    const three = tableOf([["Q1"], ["text"], ["{}"], ["9"]], 3);
    expect([three.length, three.cells("Q1")(0), three.headerCell(2, "Q1")]).toEqual([1, "9", "{}"]);
    expect(tableOf([["Q1"]], 3).length).toBe(0);
  });

  test("may have a header of numbers", () => {
    expect(
      tableOf(
        [
          [2024, 2025],
          [7, 8],
        ],
        1,
      ).cells("2025")(0),
    ).toBe(8);
  });
});

describe("rows that are objects", () => {
  const rows = [
    { id: "a" },
    { id: "b", " score ": 9, person: { plan: { name: "pro" } } },
    { "a.b": 1, a: { b: 2 } },
    null,
    [],
    {},
    { id: " " },
  ];
  const table = tableOf(rows as object[], 1);

  test("have the columns of all of them, and paths into them", () => {
    expect([table.length, table.cells("score")(1), table.cells("person.plan.name")(1), table.cells("a.b")(2)]).toEqual([
      7,
      9,
      "pro",
      1,
    ]);
    expect([
      table.cells("person.plan.name")(0),
      table.cells("person.plan.name.length")(1),
      table.cells("score")(3),
    ]).toEqual([undefined, undefined, undefined]);
    expect([table.has("id"), table.has("person.x"), table.has("other.x"), table.has("nps"), table.has(0)]).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
  });

  test("may be blank or something else", () => {
    expect([0, 3, 4, 5, 6].map(table.unfit)).toEqual([undefined, "blank", "unreadable", "blank", "blank"]);
  });

  test("do not show what they inherit", () => {
    expect(codeOf(() => table.cells("toString"))).toBe("COLUMN_MISSING");
    expect(tableOf([JSON.parse('{"__proto__":"9"}') as object], 1).cells("__proto__")(0)).toBe("9");
    expect(tableOf([{ person: {} }], 1).cells("person.constructor")(0)).toBe(undefined);
  });

  test("with further header rows among them", () => {
    const three = tableOf([{ Q1: "text" }, { Q1: "{}" }, { Q1: "9" }], 3);
    expect([
      three.length,
      three.cells("Q1")(0),
      three.headerCell(0, "Q1"),
      three.headerCell(1, "Q1"),
      three.headerCell(2, "Q1"),
    ]).toEqual([1, "9", "Q1", "text", "{}"]);
  });

  test("have no places", () => {
    expect(codeOf(() => table.cells(0))).toBe("COLUMN_MISSING");
  });

  test("whose names differ in white space alone", () => {
    const twins = tableOf([{ "a b": 1, "a  b": 2 }], 1);
    expect([twins.cells("a b")(0), codeOf(() => twins.cells(" a b "))]).toEqual([1, "COLUMN_AMBIGUOUS"]);
  });
});

test("no rows have every column", () => {
  const table = tableOf([], 1);
  expect([table.length, table.has("nps"), table.cells("nps")(0)]).toEqual([0, true, undefined]);
});

test("any iterable will do", () => {
  function* rows(): Generator<object> {
    yield ["id"];
    yield ["a"];
  }
  expect(tableOf(rows(), 1).cells("id")(0)).toBe("a");
});

test("text is not rows", () => {
  for (const bad of ["id,score\n1,9", 9, null, undefined, {}])
    expect(codeOf(() => tableOf(bad as unknown as object[], 1))).toBe("ROWS_INVALID");
  for (const bad of [-1, 1.5, NaN]) expect(codeOf(() => tableOf([], bad))).toBe("HEADER_ROWS_INVALID");
});
