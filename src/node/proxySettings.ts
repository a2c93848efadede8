/** The proxy that the environment names, as most command lines understand these variables. */
export interface ProxySettings {
  /** May hold a name and a password: not for messages. */
  readonly proxy: string;
  /** The variable that it comes from. */
  readonly variable: string;
  /** Hosts that are reached without it, separated by commas. */
  readonly noProxy: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** In lower case first, as curl has it; what a cloud is asked goes over https, so that its variable comes first. */
const VARIABLES = ['https_proxy', 'HTTPS_PROXY', 'http_proxy', 'HTTP_PROXY'];

/** @returns `undefined` where nothing names a proxy */
export function proxySettings(env: Environment): ProxySettings | undefined {
  const variable = VARIABLES.find((name) => (env[name] ?? '').trim() !== '');
  if (variable === undefined) return undefined;
  const named = (env[variable] ?? '').trim();
  return {
    // `proxy.example:8080` is written often, and every client takes it.
    proxy: named.includes('://') ? named : `http://${named}`,
    variable,
    noProxy: bypassed(env),
  };
}

/** Adds to the hosts that nothing goes through a proxy for. @returns the value for both variables */
export function withoutProxy(env: Environment, hosts: readonly string[]): string {
  const given = bypassed(env);
  // An asterisk means every host, but only by itself.
  return given === '*' ? given : [given, ...hosts].filter((part) => part !== '').join(',');
}

function bypassed(env: Environment): string {
  const entries = (env['no_proxy'] ?? env['NO_PROXY'] ?? '').split(/[,\s]+/).filter((entry) => entry !== '');
  return entries.includes('*') ? '*' : entries.join(',');
}
