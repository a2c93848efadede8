import { type Text, text as say } from '../text';

export interface CloudFacts {
  /** The only origin that this cloud's tokens are sent to. */
  readonly graphRoot: string;
  /** The origin that people sign in at. It goes with the root: no other cloud takes its tokens. */
  readonly authority: string;
  /** Where an app is registered. */
  readonly portal: string;
  readonly label: string;
  /** Why virtual appointments will probably not work there. */
  readonly caveat?: Text;
}

/** The join link's page names no cloud but the global one, and the metadata of the others has no virtual appointments. */
const US_GOV = say(
  'Microsoft documents virtual appointments for the global cloud only. This one has online meetings, but most likely no virtual appointments.',
);
/** Nor online meetings: https://learn.microsoft.com/graph/api/application-post-onlinemeetings */
const CHINA = say(
  'Microsoft documents virtual appointments for the global cloud only. This one does not even have online meetings in Graph.',
);

/** https://learn.microsoft.com/graph/deployments, and the names that Microsoft uses for them. */
const REAL_CLOUDS = {
  global: {
    graphRoot: 'https://graph.microsoft.com',
    authority: 'https://login.microsoftonline.com',
    portal: 'https://entra.microsoft.com',
    label: 'Global',
  },
  usGovL4: {
    graphRoot: 'https://graph.microsoft.us',
    authority: 'https://login.microsoftonline.us',
    portal: 'https://entra.microsoft.us',
    label: 'US Government L4 (GCC High)',
    caveat: US_GOV,
  },
  usGovL5: {
    graphRoot: 'https://dod-graph.microsoft.us',
    authority: 'https://login.microsoftonline.us',
    portal: 'https://entra.microsoft.us',
    label: 'US Government L5 (DoD)',
    caveat: US_GOV,
  },
  china: {
    graphRoot: 'https://microsoftgraph.chinacloudapi.cn',
    authority: 'https://login.partner.microsoftonline.cn',
    portal: 'https://entra.microsoftonline.cn',
    label: 'China (21Vianet)',
    caveat: CHINA,
  },
} satisfies Readonly<Record<string, CloudFacts>>;

export type RealCloud = keyof typeof REAL_CLOUDS;
export type CloudName = 'emulator' | RealCloud;

export const CLOUDS: Readonly<Record<RealCloud, CloudFacts>> = REAL_CLOUDS;
export const REAL_CLOUD_NAMES = Object.keys(CLOUDS) as readonly RealCloud[];
export const CLOUD_NAMES: readonly CloudName[] = ['emulator', ...REAL_CLOUD_NAMES];

/** Whether a text from outside names a cloud, the emulator included. */
export function isCloudName(value: string): value is CloudName {
  return CLOUD_NAMES.some((name) => name === value);
}

/** Where requests go: a cloud and its origin. The emulator's origin is known only while it runs. */
export interface Endpoint {
  readonly cloud: CloudName;
  readonly root: string;
}

/** The Graph of a real cloud. Nothing else decides where a token goes. */
export function realEndpoint(cloud: RealCloud): Endpoint {
  return { cloud, root: CLOUDS[cloud].graphRoot };
}
