export type RealCloud = 'global' | 'usGovL4' | 'usGovL5' | 'china';
export type CloudName = 'emulator' | RealCloud;

export interface CloudFacts {
  /** The only origin that this cloud's tokens are sent to. */
  readonly graphRoot: string;
  readonly label: string;
}

/** https://learn.microsoft.com/graph/deployments, and the names that Microsoft uses for them. */
export const CLOUDS: Readonly<Record<RealCloud, CloudFacts>> = {
  global: { graphRoot: 'https://graph.microsoft.com', label: 'Global' },
  usGovL4: { graphRoot: 'https://graph.microsoft.us', label: 'US Government L4 (GCC High)' },
  usGovL5: { graphRoot: 'https://dod-graph.microsoft.us', label: 'US Government L5 (DoD)' },
  china: { graphRoot: 'https://microsoftgraph.chinacloudapi.cn', label: 'China (21Vianet)' },
};

export const CLOUD_NAMES: readonly CloudName[] = ['emulator', 'global', 'usGovL4', 'usGovL5', 'china'];

export function isCloudName(value: string): value is CloudName {
  return CLOUD_NAMES.some((name) => name === value);
}

/** Where requests go: a cloud and its origin. The emulator's origin is known only while it runs. */
export interface Endpoint {
  readonly cloud: CloudName;
  readonly root: string;
}

export function realEndpoint(cloud: RealCloud): Endpoint {
  return { cloud, root: CLOUDS[cloud].graphRoot };
}
