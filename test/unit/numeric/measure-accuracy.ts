import { measurements } from "./accuracy.ts";

for (const { name, region, bound, points, worst, at } of measurements()) {
  console.log(
    name.padEnd(26),
    region.padEnd(26),
    `${points} points`.padStart(11),
    `worst ${worst.toExponential(1)}`,
    `allowed ${bound.toExponential(0)}`,
    `at ${at.join(", ")}`,
  );
}
