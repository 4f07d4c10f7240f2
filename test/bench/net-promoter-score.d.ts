declare module "net-promoter-score" {
  /** As its `module.exports`; the class has nothing but what the constructor returns. */
  const Nps: new (scores: readonly number[]) => { readonly score: number };
  export default Nps;
}
