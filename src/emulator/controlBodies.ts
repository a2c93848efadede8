import * as v from 'valibot';

const scopeList = v.union([
  v.array(v.string()),
  v.pipe(
    v.string(),
    v.transform((text) => text.split(/\s+/).filter((scope) => scope !== '')),
  ),
]);

const guid = v.pipe(
  v.string(),
  v.regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i, 'must be an object id (a GUID)'),
);

/** Options of a token. A lifetime of 0 or less gives an expired token: that is how to try the 401. */
export const tokenSchema = v.strictObject({
  lifetimeSeconds: v.optional(v.pipe(v.number(), v.finite()), 3600),
  scopes: v.optional(scopeList, ['OnlineMeetings.ReadWrite']),
  user: v.optional(guid),
});

/** Options of a change by somebody else. */
export const touchSchema = v.strictObject({
  meetingId: v.optional(v.string()),
  changes: v.optional(v.record(v.string(), v.unknown())),
});

/** Options of a meeting that the host adds without a Graph request. */
export const meetingSchema = v.strictObject({
  id: v.optional(v.pipe(v.string(), v.minLength(1))),
  subject: v.optional(v.string()),
  user: v.optional(guid),
  appointment: v.optional(v.boolean(), false),
});

export type TokenOptions = v.InferInput<typeof tokenSchema>;
export type TouchOptions = v.InferInput<typeof touchSchema>;
export type MeetingOptions = v.InferInput<typeof meetingSchema>;
