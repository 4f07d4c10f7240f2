import fc from "fast-check";

/**
 * Properties are tried with the same examples in every run, so that a red test is of the change and not of luck. To look for
 * more: `PROPERTY_SEED=$RANDOM npx vitest run --project property`; what fails there gets a test of its own.
 */
fc.configureGlobal({ seed: Number(process.env["PROPERTY_SEED"] ?? 20261122) });
