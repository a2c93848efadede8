import { createAppointment, patchAppointment, type AppointmentBody } from './appointments';
import { appointmentShape } from './bodyShapes';
import { checkBody } from './checkBody';
import { DEFAULT_USER } from './constants';
import type { Services } from './context';
import { meetingSchema, tokenSchema, touchSchema } from './controlBodies';
import { decisions } from './decisions';
import { GraphError } from './errors';
import { faultsSchema, type Faults } from './faults';
import type { Change } from './log';
import type { EmulatorMeeting, EmulatorState } from './state';
import type { IssuedToken } from './tokens';
import { check } from './validate';

/** What touching an appointment did. */
export interface Touched extends Change {
  etagAfter: string;
}

/** The control calls, for HTTP and for the host alike: each checks what it is given. */
export interface Control {
  issueToken(options: unknown): IssuedToken;
  state(): EmulatorState;
  replaceState(state: unknown): EmulatorState;
  reset(): EmulatorState;
  touch(options: unknown): Touched;
  addMeeting(options: unknown): EmulatorMeeting;
  setFaults(faults: unknown): Faults;
}

/** Wires the control calls to the parts. */
export function control({ store, tokens, faults, randomId }: Services): Control {
  function issueToken(options: unknown): IssuedToken {
    const { lifetimeSeconds, scopes, user } = check(tokenSchema, options);
    const userId = user === undefined ? DEFAULT_USER.id : store.ensureUser(user).id;
    return tokens.issue({ userId, scopes }, lifetimeSeconds);
  }

  function touch(options: unknown): Touched {
    const { meetingId, changes } = check(touchSchema, options);
    const meeting =
      meetingId === undefined
        ? store.findMeeting(({ appointment }) => appointment !== null)
        : store.meeting(meetingId);
    if (meeting === undefined)
      throw new GraphError(404, 'NotFound', 'The emulator has no such meeting: nothing was changed.');
    if (meeting.appointment === null) throw decisions.patchMissing.apply();
    const { entity } = meeting.appointment;
    // checkBody has made sure of the members' types.
    const body = checkBody(changes ?? otherPersonsChange(), appointmentShape) as AppointmentBody;
    const change = store.writeAppointment(meeting, patchAppointment(entity, body), Object.keys(body));
    return { ...change, etagAfter: meeting.appointment.etag };
  }

  /** Somebody rebooked it in the scheduling system. */
  function otherPersonsChange(): AppointmentBody {
    return { externalAppointmentId: `ext-rebooked-${randomId().slice(0, 8)}` };
  }

  /** Adds nothing where a meeting with this id is there already, except the appointment it may lack. */
  function addMeeting(options: unknown): EmulatorMeeting {
    const { id, subject, user, appointment } = check(meetingSchema, options);
    const organizerId = user === undefined ? DEFAULT_USER.id : store.ensureUser(user).id;
    const known = id === undefined ? undefined : store.meeting(id);
    const meeting = known ?? store.addMeeting({ id, subject, organizerId });
    if (appointment && meeting.appointment === null)
      store.writeAppointment(meeting, createAppointment(meeting, randomId(), {}), []);
    return structuredClone(meeting);
  }

  function setFaults(given: unknown): Faults {
    faults.set(check(faultsSchema, given));
    return faults.get();
  }

  return {
    issueToken,
    touch,
    addMeeting,
    setFaults,
    state: () => store.snapshot(),
    replaceState: (state) => store.replace(state),
    reset: () => store.reset(),
  };
}
