import { gzipSync } from "node:zlib";
import { build } from "esbuild";

/** What a user's bundler makes of a program. */
export interface Bundle {
  /** Minified and gzipped. */
  readonly bytes: number;
  /** The packages in it. */
  readonly packages: readonly string[];
}

/** Bundles a program that imports the package installed in `folder`. */
export async function bundle(program: string, folder: string, external: readonly string[] = []): Promise<Bundle> {
  const { outputFiles, metafile } = await build({
    stdin: { contents: program, resolveDir: folder },
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    write: false,
    metafile: true,
    preserveSymlinks: true,
    external: [...external],
    absWorkingDir: folder,
  });
  const inputs = Object.entries(Object.values(metafile.outputs)[0]!.inputs).filter(
    ([, { bytesInOutput }]) => bytesInOutput > 0,
  );
  const packages = inputs.flatMap(([path]) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? []);
  return { bytes: gzipSync(outputFiles[0]!.contents, { level: 9 }).length, packages: [...new Set(packages)].sort() };
}
