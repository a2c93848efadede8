import { Disposable, lm } from 'vscode';
import { TOOLS, type ToolName } from '../manifest';
import type { Services } from './services';

/** Offers what the commands do to language models. What the tools do is loaded with the first one that is used. */
export function registerTools(services: Services): Disposable {
  const names = Object.keys(TOOLS) as ToolName[];
  return Disposable.from(
    ...names.map((name) =>
      lm.registerTool(TOOLS[name], {
        prepareInvocation: async ({ input }) =>
          (await import('./commands/handlers')).prepareTool(services, name, input),
        invoke: async ({ input }, token) =>
          (await import('./commands/handlers')).useTool(services, name, input, token),
      }),
    ),
  );
}
