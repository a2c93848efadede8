import { Hono } from 'hono';
import type { AppEnv, Services } from './context';
import { decisions } from './decisions';
import { errorAnswer } from './errors';
import { injectFaults } from './middleware/injectFaults';
import { rawPath, unknownSegment, VERSIONS } from './paths';
import { batch } from './routes/batch';
import { joinLink, reminderSms, sms } from './routes/meetingFunctions';
import { meetingCollection, meetingItem } from './routes/onlineMeetings';
import { resource } from './routes/resource';
import { retirement, virtualAppointment } from './routes/virtualAppointment';

/** The Graph paths. An application of its own, because the parts of a batch go through it once more. */
export function graphApp(services: Services): Hono<AppEnv> {
  const app = new Hono<AppEnv>({ getPath: rawPath });
  app.onError((error, c) => errorAnswer(error, c.env.exchange, services.now()));
  app.notFound((c) => {
    const error = decisions.segmentNotFound.apply(unknownSegment(c.req.path));
    return errorAnswer(error, c.env.exchange, services.now());
  });
  app.use(injectFaults(services));

  for (const [version, { appointments }] of Object.entries(VERSIONS)) {
    resource(app, services, `/${version}/$batch`, batch(services, app, version));
    for (const user of ['me', 'users/:userId']) {
      const meetings = `/${version}/${user}/onlineMeetings`;
      const meeting = `${meetings}/:meetingId`;
      resource(app, services, meetings, meetingCollection(services));
      resource(app, services, meeting, meetingItem(services));
      resource(app, services, `${meeting}/getVirtualAppointmentJoinWebUrl`, joinLink(services));
      resource(app, services, `${meeting}/sendVirtualAppointmentSms`, sms(services));
      resource(app, services, `${meeting}/sendVirtualAppointmentReminderSms`, reminderSms(services));
      if (!appointments) continue;
      const operations = virtualAppointment(services);
      resource(app, services, `${meeting}/virtualAppointment`, operations, retirement(services));
    }
  }
  return app;
}
