import { SignInNeededError } from '../errors';
import type { Account, TokenProvider } from '../ports';
import { text as say } from '../text';

/** Tokens of one account only: a write that somebody has agreed to must not go out as somebody else. */
export function onlyAs(tokens: TokenProvider, account: Account | undefined): TokenProvider {
  return {
    async getToken(request) {
      const token = await tokens.getToken(request);
      if (token.account.id === account?.id) return token;
      throw new SignInNeededError(
        say('Somebody else is signed in now than when this was started. Nothing was sent: start it again.'),
      );
    },
  };
}
