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
        say('Another account is signed in than when this started. Nothing was sent. Start it again.'),
      );
    },
  };
}
