import { GraphError } from './errors';
import type { AppointmentClient, AppointmentSettings } from './state';

/**
 * How sure we are that the service does, or did, the same: `documented` in Microsoft's reference, `observed` in a
 * public bug report, `inferred` from rules that Graph follows elsewhere, `chosen` where nothing is known.
 */
export type Sureness = 'documented' | 'observed' | 'inferred' | 'chosen';

/** One row of the table: a question the documentation leaves open, what the emulator does, and on what ground. */
export interface Decision {
  does: string;
  sure: Sureness;
  source: string;
}

/** A decision that a function carries out. */
function row<F>(decision: Decision, apply: F): Decision & { apply: F } {
  return { ...decision, apply };
}

/** A decision that follows from how the rest is built: there is nothing to call. */
function remark(decision: Decision): Decision {
  return decision;
}

const badRequest = (message: string): GraphError => new GraphError(400, 'BadRequest', message);

/**
 * Everything the emulator decides where the real behaviour of this retired API is not fully known: the data for its
 * documentation and, in `apply`, the functions that the rest of the emulator calls. Nothing is decided elsewhere.
 */
export const decisions = {
  quotedBoolean: row(
    {
      does: 'A quoted boolean, "true" or "false", is taken as the boolean.',
      sure: 'observed',
      source: "the reference's own samples send it; microsoftgraph/microsoft-graph-docs#12816",
    },
    (value: unknown): unknown => (value === 'true' ? true : value === 'false' ? false : value),
  ),
  idInBody: row(
    {
      does: 'An id in a body is ignored, whatever its value.',
      sure: 'inferred',
      source: 'the PATCH sample sends an id although it is not in the list of updatable properties',
    },
    (name: string): boolean => name === 'id',
  ),
  annotations: row(
    {
      does: '@odata.type is accepted with or without #, another type is 400; other annotations are ignored.',
      sure: 'inferred',
      source: "the reference's samples use both spellings; OData JSON 4.01",
    },
    (sent: unknown, type: string, path: string): GraphError | undefined =>
      typeof sent === 'string' && sent.replace(/^#/, '') === type
        ? undefined
        : badRequest(`Invalid property '${path}': the type '${type}' is expected.`),
  ),
  unknownMember: row(
    {
      does: 'An unknown member is 400 and the message names its path.',
      sure: 'inferred',
      source: 'virtualAppointment is not an open type',
    },
    (path: string, name: string, type: string): GraphError =>
      badRequest(
        `Invalid property '${path}': the property '${name}' does not exist on type '${type}'. ` +
          'Make sure to only use property names that are defined by the type.',
      ),
  ),
  wrongType: row(
    {
      does: 'A member of the wrong type is 400; the message names its path and both types, never the value.',
      sure: 'inferred',
      source: 'type mismatches are refused elsewhere in Graph: microsoftgraph/msgraph-sdk-powershell#3202',
    },
    (path: string, expected: string, found: string): GraphError =>
      badRequest(
        `Invalid ${path === '' ? 'request body' : `property '${path}'`}: ` +
          `a value of type '${expected}' is expected, found ${found}.`,
      ),
  ),
  memberMissing: row(
    {
      does: 'A required member that is missing or null is 400: the SMS actions have some, the appointment none.',
      sure: 'inferred',
      source: 'the reference calls them required, the schema nullable',
    },
    (path: string): GraphError => badRequest(`Invalid property '${path}': a value is required.`),
  ),
  nullScalar: row(
    {
      does: 'null clears a text property, and settings as a whole.',
      sure: 'inferred',
      source: 'Microsoft Graph API guidelines, nullable.md: all of these properties are nullable',
    },
    (): null => null,
  ),
  clientsNull: row(
    {
      does: 'appointmentClients: null empties the list; the answer says [].',
      sure: 'chosen',
      source: 'OData collections are not nullable, the published typings allow null',
    },
    (sent: AppointmentClient[] | null): AppointmentClient[] => sent ?? [],
  ),
  clientsReplaced: row(
    {
      does: 'appointmentClients is replaced as a whole, also by []; clients are not merged.',
      sure: 'inferred',
      source: 'OData: items without a key; the same rule is documented for onlineMeeting attendees',
    },
    (sent: AppointmentClient[]): AppointmentClient[] => sent,
  ),
  settingsMerge: row(
    {
      does: 'settings merges member by member; {} changes nothing.',
      sure: 'inferred',
      source: 'OData 4.01 protocol, 11.4.3: complex values are patched',
    },
    (before: AppointmentSettings | null, sent: AppointmentSettings): AppointmentSettings => ({
      ...before,
      ...sent,
    }),
  ),
  clientAsSent: remark({
    does: 'A client is stored and answered with the members that were sent; missing ones are not filled with null.',
    sure: 'chosen',
    source: 'nothing known',
  }),
  emptyPatch: remark({
    does: 'A PATCH that changes nothing, {} included, is 204 and still gives a new tag.',
    sure: 'chosen',
    source: 'nothing known',
  }),
  patchMissing: row(
    {
      does: 'GET, PATCH and DELETE are 404 where there is no appointment, also with If-Match; PATCH never creates.',
      sure: 'inferred',
      source: 'the reference gives creation to PUT alone',
    },
    (): GraphError =>
      new GraphError(404, 'NotFound', 'The virtual appointment of this online meeting does not exist.'),
  ),
  noIfMatch: row(
    {
      does: 'Without If-Match a write is unconditional.',
      sure: 'inferred',
      source: 'If-Match is not in the header table of the reference',
    },
    (): boolean => true,
  ),
  ifMatchStar: row(
    {
      does: 'If-Match: * stands for any existing version.',
      sure: 'inferred',
      source: 'RFC 9110, 13.1.1; Planner was reported to refuse it: Softeria/ms-365-mcp-server#120',
    },
    (): boolean => true,
  ),
  ifMatchList: row(
    {
      does: 'If-Match may list several tags; one has to be equal to the current one, character by character.',
      sure: 'inferred',
      source: 'RFC 9110, 13.1.1, except that weak tags are compared too: Graph only has weak ones',
    },
    (tags: readonly string[], current: string): boolean => tags.includes(current),
  ),
  ifMatchMalformed: row(
    {
      does: 'A malformed If-Match (no quotes, w/ for W/, escaped quotes) is 400.',
      sure: 'observed',
      source: 'Planner: microsoftgraph/microsoft-graph-docs-contrib#7153',
    },
    (): GraphError => badRequest('The If-Match header contains an invalid value.'),
  ),
  ifMatchMismatch: row(
    {
      does: 'Another tag than the current one is 412 with code resourceModified, on PATCH, PUT and DELETE.',
      sure: 'documented',
      source: 'the status is documented for PATCH; the body is the one of OneDrive: skilion/onedrive#366',
    },
    (): GraphError => new GraphError(412, 'resourceModified', "ETag does not match current item's value"),
  ),
  tagOnRead: row(
    {
      does: 'GET answers the bare entity with an ETag header and the same tag in @odata.etag.',
      sure: 'inferred',
      source: 'the header is documented; the wrapper {"value": …} of the sample is taken for a slip',
    },
    (etag: string): { header: Record<string, string>; member: Record<string, string> } => ({
      header: { ETag: etag },
      member: { '@odata.etag': etag },
    }),
  ),
  tagOnWrite: remark({
    does: 'Neither 201 after PUT nor 204 after PATCH carries a tag: read again to learn it.',
    sure: 'documented',
    source: 'the reference shows no ETag on these answers',
  }),
  preferIgnored: remark({
    does: 'Prefer is ignored: PATCH is always 204 with no body.',
    sure: 'chosen',
    source: 'Prefer is not listed on the pages of this resource',
  }),
  firstPut: remark({
    does: 'The first PUT succeeds at once; "the tenant is being provisioned" (409) is a fault one can ask for.',
    sure: 'chosen',
    source: 'the reference documents 409 with a retry header for the first use in a tenant',
  }),
  putExisting: row(
    {
      does: 'PUT where an appointment exists is 409 without a retry header, and changes nothing.',
      sure: 'chosen',
      source: 'PUT is documented as Create; 409 is the state conflict of Graph',
    },
    (): GraphError =>
      new GraphError(
        409,
        'nameAlreadyExists',
        'A virtual appointment already exists for this online meeting.',
      ),
  ),
  putConditional: row(
    {
      does: 'PUT with If-Match where no appointment exists is 412.',
      sure: 'inferred',
      source: 'RFC 9110, 13.1.1: no current representation, so no tag can match',
    },
    (): GraphError => decisions.ifMatchMismatch.apply(),
  ),
  joinUrlGenerated: row(
    {
      does: 'PUT generates id, and appointmentClientJoinWebUrl unless one is sent.',
      sure: 'inferred',
      source: 'absent from the sample request of PUT, present in its answer',
    },
    (sent: string | null | undefined, generated: string): string => sent ?? generated,
  ),
  segmentNotFound: row(
    {
      does: 'A path that Graph does not have is 400, said before the token is looked at.',
      sure: 'observed',
      source: 'microsoftgraph/microsoft-graph-docs-contrib#1939 (/onlineMeeting)',
    },
    (segment: string): GraphError => badRequest(`Resource not found for the segment '${segment}'.`),
  ),
  segmentCase: row(
    {
      does: 'Names in paths are compared exactly, upper and lower case included; a slash at the end is ignored.',
      sure: 'chosen',
      source: 'nothing known; the spelling of the reference always works',
    },
    (path: string): string => path.replace(/(?<=.)\/+$/, ''),
  ),
  wrongMethod: row(
    {
      does: 'A method that the path does not have is 405 with Allow.',
      sure: 'observed',
      source: 'microsoftgraph/microsoft-graph-docs#119',
    },
    (allowed: readonly string[]): GraphError =>
      new GraphError(
        405,
        'Request_BadRequest',
        'Specified HTTP method is not allowed for the request target.',
        {
          headers: { Allow: allowed.join(', ') },
        },
      ),
  ),
  noContentType: row(
    {
      does: 'A body without Content-Type, or one that is not JSON, is 400.',
      sure: 'observed',
      source: 'microsoftgraph/microsoft-graph-docs-contrib#6337',
    },
    (): GraphError =>
      badRequest(
        'Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.',
      ),
  ),
  otherContentType: row(
    {
      does: 'A Content-Type other than application/json is 415.',
      sure: 'observed',
      source: 'CoasterKaty/PHPGraphMailer#14',
    },
    (type: string): GraphError =>
      new GraphError(
        415,
        'RequestBodyRead',
        'A supported MIME type could not be found that matches the content type of the response. ' +
          `None of the supported type(s) 'application/json' matches the content type '${type}'.`,
      ),
  ),
  emptyBody: row(
    {
      does: 'An empty body is 400.',
      sure: 'observed',
      source: 'microsoftgraph/microsoft-graph-docs-contrib#7083',
    },
    (): GraphError => badRequest('Empty Payload. JSON content expected.'),
  ),
  tooLarge: row(
    {
      does: 'A body over 4 MB is 413, as soon as that much has arrived.',
      sure: 'inferred',
      source: 'the status and the limit are documented for Graph, the code and the message are not',
    },
    (): GraphError => new GraphError(413, 'RequestEntityTooLarge', 'The request body is larger than 4 MB.'),
  ),
  expiredToken: row(
    {
      does: 'An expired token is 401; so is one of another emulator, and one that is not an emulator token.',
      sure: 'observed',
      source: 'microsofthackathons/tdi#24',
    },
    (): string => 'Access token has expired or is not yet valid.',
  ),
  missingScope: row(
    {
      does: 'A token without the permission is 403 and the message names what is needed.',
      sure: 'inferred',
      source: 'the status is documented; reports show code Forbidden and often an empty message',
    },
    (needed: readonly string[], held: readonly string[]): GraphError =>
      new GraphError(
        403,
        'Forbidden',
        `Missing scope permissions on the request. API requires one of '${needed.join(', ')}'. ` +
          `Scopes on the request '${held.join(', ')}'.`,
      ),
  ),
  unknownUser: row(
    {
      does: 'A user who is not known is 404, and so is a user principal name: the path wants the object id.',
      sure: 'observed',
      source: 'microsoftgraph/microsoft-graph-docs#12301',
    },
    (id: string): GraphError =>
      new GraphError(
        404,
        'Request_ResourceNotFound',
        `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`,
      ),
  ),
  organizerMismatch: row(
    {
      does: 'A meeting of somebody else than the user in the path is 404; a token of another user than that one is 403.',
      sure: 'observed',
      source: 'microsoftgraph/microsoft-graph-docs#10770 (404) and #17234 (403)',
    },
    (status: 403 | 404, userId: string): GraphError =>
      new GraphError(
        status,
        status === 404 ? 'NotFound' : 'Forbidden',
        `Organizer Id mismatch User Id: ${userId}.`,
      ),
  ),
  meetingId: row(
    {
      does: 'The id of a Teams client or of a chat is 400, another id that is not known is 404.',
      sure: 'observed',
      source:
        'microsoftgraph/microsoft-graph-docs-contrib#3862, microsoft-graph-docs#10770; the 404 message is ours',
    },
    (id: string): GraphError => {
      if (id.startsWith('19:')) return badRequest(`Invalid meeting id ${id}.`);
      const decoded = Buffer.from(id, 'base64').toString('latin1');
      if (/^\d+#.*#\d+$/.test(decoded)) return badRequest('Meeting Id is corrupted.');
      return new GraphError(404, 'NotFound', 'The online meeting does not exist.');
    },
  ),
  meetingMembers: remark({
    does: 'Creating a meeting keeps subject, startDateTime, endDateTime and externalId; other members are ignored.',
    sure: 'chosen',
    source: 'onlineMeeting has far more properties than this emulator is for',
  }),
  meetingFilter: row(
    {
      does: 'Meetings are found by JoinWebUrl eq or joinMeetingIdSettings/joinMeetingId eq; all else is 400.',
      sure: 'observed',
      source: 'the onlineMeeting reference; microsoftgraph/msgraph-sdk-dotnet#2492',
    },
    (): GraphError =>
      new GraphError(
        400,
        'InvalidArgument',
        "Filter expression expected - /onlineMeetings?$filter={ParameterName} eq '{id}'.",
      ),
  ),
  filterWithoutMatch: remark({
    does: 'A filter that finds nothing answers an empty list.',
    sure: 'chosen',
    source: 'the usual OData answer; not documented here',
  }),
  queryOptions: remark({
    does: 'Query options other than $filter are ignored.',
    sure: 'chosen',
    source: 'the reference says that some are supported, not which',
  }),
  joinLinkComputed: row(
    {
      does: 'getVirtualAppointmentJoinWebUrl works with and without (), also where there is no appointment.',
      sure: 'inferred',
      source: 'the reference omits the parentheses, the SDKs send them; no create step is documented',
    },
    (path: string): string => path.replace(/(\/getVirtualAppointmentJoinWebUrl)(?:\(|%28)(?:\)|%29)$/i, '$1'),
  ),
  smsNumber: row(
    {
      does: 'The SMS actions need at least one attendee, each with a US number (+1 and ten digits) and a time zone.',
      sure: 'inferred',
      source: 'the reference requires both and a valid US number; the form of the check is ours',
    },
    (phoneNumber: string): boolean => /^\+1[2-9]\d{9}$/.test(phoneNumber.replace(/[\s().-]/g, '')),
  ),
  batchOrder: row(
    {
      does: 'A batch answers its parts in reverse order, so that nobody comes to rely on the order.',
      sure: 'documented',
      source: 'the order may differ: learn.microsoft.com/graph/json-batching',
    },
    <T>(answers: readonly T[]): T[] => answers.toReversed(),
  ),
  batchDependency: row(
    {
      does: 'A part whose dependsOn failed is not carried out and answers 424.',
      sure: 'documented',
      source: 'learn.microsoft.com/graph/json-batching; code and message are ours',
    },
    (): GraphError =>
      new GraphError(424, 'FailedDependency', 'A request that this one depends on has failed.'),
  ),
  deprecationHeaders: row(
    {
      does: 'Answers about virtualAppointment carry Deprecation and Sunset.',
      sure: 'chosen',
      source:
        'whether they did is unknown; Sunset is the documented end, Deprecation the first announced one',
    },
    (): Record<string, string> => ({
      Deprecation: 'Wed, 31 May 2023 23:59:59 GMT',
      Sunset: 'Fri, 30 Jun 2023 23:59:59 GMT',
    }),
  ),
  retired: row(
    {
      does: 'In retired mode virtualAppointment is 400, segment not found; the other paths work on.',
      sure: 'inferred',
      source: 'the type is gone from the beta schema, and unknown segments fail at routing',
    },
    (): GraphError => decisions.segmentNotFound.apply('virtualAppointment'),
  ),
} satisfies Record<string, Decision>;
