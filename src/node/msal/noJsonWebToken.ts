/** Stands in the bundle for `jsonwebtoken`, which MSAL uses for apps that have a secret. Ours have none. */
export default {
  sign(): never {
    throw new Error('jsonwebtoken is not part of this bundle.');
  },
};
