import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";

/** The package as it would be published, installed in a project of its own. */
export interface Packed {
  /** The project that has installed it. */
  readonly folder: string;
  /** The package in there. */
  readonly installed: string;
  readonly tarball: string;
  /** The files of the tarball. */
  readonly files: readonly string[];
  readonly remove: () => void;
}

/** The fields of package.json that the tests look at. */
export interface Manifest {
  readonly name: string;
  readonly dependencies: { readonly [name: string]: string };
  readonly peerDependencies: { readonly [name: string]: string };
  readonly exports: { readonly [door: string]: unknown };
  readonly typesVersions: unknown;
}

/** package.json of the repository. */
export function readManifest(): Manifest {
  return JSON.parse(readFileSync("package.json", "utf8")) as Manifest;
}

/** Packs the built package and installs it, without a network: its dependencies are linked from the repository's. */
export function pack(): Packed {
  const folder = mkdtempSync(join(tmpdir(), "customer-metrics-"));
  const output = execFileSync("npm", ["pack", "--json", "--ignore-scripts", "--pack-destination", folder], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
  const [packed] = JSON.parse(output) as [
    { readonly filename: string; readonly files: readonly { readonly path: string }[] },
  ];
  const tarball = join(folder, packed.filename);

  const modules = join(folder, "node_modules");
  const { name, dependencies, peerDependencies } = readManifest();
  execFileSync("tar", ["-xzf", tarball, "-C", folder]);
  cpSync(join(folder, "package"), join(modules, name), { recursive: true });
  rmSync(join(folder, "package"), { recursive: true });
  for (const dependency of Object.keys({ ...dependencies, ...peerDependencies })) {
    mkdirSync(dirname(join(modules, dependency)), { recursive: true });
    symlinkSync(resolve("node_modules", dependency), join(modules, dependency), "junction");
  }
  return {
    folder,
    installed: join(modules, name),
    tarball,
    files: packed.files.map(({ path }) => path).sort(),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
