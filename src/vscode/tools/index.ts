import {
  type CancellationToken,
  LanguageModelTextPart,
  LanguageModelToolResult,
  type PreparedToolInvocation,
} from 'vscode';
import { isRecord } from '../../core/graph/reply';
import type { ToolName } from '../../manifest';
import type { Services } from '../services';
import { findFile } from './findFile';
import { preview } from './preview';
import { send } from './send';
import type { Tool } from './tool';
import { validate } from './validate';

const RUNS: Readonly<Record<ToolName, Tool>> = { validate, preview, send };

/** What the user is told and asked before a tool runs. @throws when there is no such file */
export async function prepareTool(
  services: Services,
  name: ToolName,
  input: unknown,
): Promise<PreparedToolInvocation> {
  return await RUNS[name].prepare(services, await findFile(fileIn(input)));
}

/** Runs a tool. Its result is one JSON text. @throws when there is no such file */
export async function useTool(
  services: Services,
  name: ToolName,
  input: unknown,
  token: CancellationToken,
): Promise<LanguageModelToolResult> {
  const result = await RUNS[name].use(services, await findFile(fileIn(input)), token);
  return new LanguageModelToolResult([new LanguageModelTextPart(JSON.stringify(result))]);
}

function fileIn(input: unknown): string | undefined {
  const file = isRecord(input) ? input['file'] : undefined;
  return typeof file === 'string' && file !== '' ? file : undefined;
}
