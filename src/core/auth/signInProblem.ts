/** Why an identity provider, or the way to it, gave no token. Facts only: `explainProblem` makes the sentences. */
export interface SignInProblem {
  /** OAuth's `error`, or MSAL's code. */
  readonly error: string;
  /** Entra's number, such as 700016. */
  readonly number?: string;
  /** For Microsoft's support. */
  readonly correlationId?: string;
  /** What it says in its own words: free text. */
  readonly description?: string;
  /** The platform's code where nothing answered, such as ENOTFOUND. */
  readonly transport?: string;
  /** Whether only the user can help it, by signing in. */
  readonly needsUser: boolean;
}
