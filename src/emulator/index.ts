export { DEFAULT_USER, SAMPLE_MEETING_ID, TOKEN_PREFIX } from './constants';
export type { Touched } from './control';
export type { MeetingOptions, TokenOptions, TouchOptions } from './controlBodies';
export { decisions, type Decision, type Sureness } from './decisions';
export { startEmulator, type Emulator, type EmulatorOptions } from './emulator';
export type { Faults, FaultsInput } from './faults';
export type { Change, LogEntry } from './log';
export type {
  Appointment,
  AppointmentClient,
  AppointmentSettings,
  EmulatorMeeting,
  EmulatorState,
  EmulatorUser,
} from './state';
export type { IssuedToken } from './tokens';
