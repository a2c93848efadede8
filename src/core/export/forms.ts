import type { GraphRequest } from '../graph/requests';
import { toCsharp } from './csharp';
import { toCurl } from './curl';
import { toHttp } from './http';
import { toJavascript } from './javascript';
import { toPowershell } from './powershell';
import { toPython } from './python';

/** The forms in which a request can leave. Each takes the token from the environment variable TOKEN. */
export const EXPORT_FORMS = {
  curl: { label: 'cURL', write: toCurl },
  http: { label: 'HTTP file', write: toHttp },
  powershell: { label: 'PowerShell', write: toPowershell },
  javascript: { label: 'JavaScript', write: toJavascript },
  python: { label: 'Python', write: toPython },
  csharp: { label: 'C#', write: toCsharp },
} as const satisfies Record<string, ExportForm>;

export interface ExportForm {
  /** The name of a language or a tool: not translated. */
  readonly label: string;
  readonly write: (root: string, request: GraphRequest) => string;
}

export type ExportFormName = keyof typeof EXPORT_FORMS;

export const EXPORT_FORM_NAMES = Object.keys(EXPORT_FORMS) as readonly ExportFormName[];
