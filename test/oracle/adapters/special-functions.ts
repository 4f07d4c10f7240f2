import { digamma, trigamma } from "../../../src/numeric/digamma.ts";
import { scaledExponentialIntegral } from "../../../src/numeric/exponential-integral.ts";
import { logBeta, logGamma } from "../../../src/numeric/gamma.ts";
import { hyp2f1 } from "../../../src/numeric/hypergeometric.ts";
import { betaI, betaIUpper } from "../../../src/numeric/incomplete-beta.ts";
import { gammaP, gammaQ } from "../../../src/numeric/incomplete-gamma.ts";
import { normalQuantile } from "../../../src/numeric/normal-quantile.ts";
import { studentTQuantile } from "../../../src/numeric/student-t.ts";

type Arguments = { readonly [argument: string]: number };

/** The functions of `special-functions.json` by the names it gives them: arguments of a point in, its known fields out. */
export const specialFunctions: {
  readonly [name: string]: (point: Arguments) => { readonly [field: string]: number };
} = {
  gammaln: ({ x }: Arguments) => ({ value: logGamma(x!) }),
  betaln: ({ a, b }: Arguments) => ({ value: logBeta(a!, b!) }),
  digamma: ({ x }: Arguments) => ({ value: digamma(x!) }),
  trigamma: ({ x }: Arguments) => ({ value: trigamma(x!) }),
  betainc_regularized: ({ a, b, x }: Arguments) => ({ value: betaI(x!, a!, b!), complement: betaIUpper(x!, a!, b!) }),
  gammainc_lower_regularized: ({ a, x }: Arguments) => ({ value: gammaP(a!, x!), complement: gammaQ(a!, x!) }),
  normal_quantile: ({ p }: Arguments) => ({ value: normalQuantile(p!) }),
  student_t_quantile: ({ p, df }: Arguments) => ({ value: studentTQuantile(p!, df!) }),
  hyp2f1: ({ a, b, c, z }: Arguments) => ({ value: hyp2f1(a!, b!, c!, z!) }),
  scaled_exponential_integral: ({ s, z }: Arguments) => ({ value: scaledExponentialIntegral(s!, z!) }),
};
