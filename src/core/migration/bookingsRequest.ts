import type { GraphRequest } from '../graph/requests';
import type { Customer } from './takeStock';

/**
 * An appointment in Bookings, with what a payload knows filled in.
 * https://learn.microsoft.com/graph/api/bookingbusiness-post-appointments (v1.0)
 */
export function bookingsRequest(customers: readonly Customer[]): GraphRequest {
  const time = { dateTime: '<2030-01-31T09:00:00>', timeZone: 'UTC' };
  const body = {
    serviceId: '<service id>',
    startDateTime: time,
    endDateTime: { ...time, dateTime: '<2030-01-31T09:30:00>' },
    isLocationOnline: true,
    ...(customers.some(({ phone }) => phone !== undefined) && { smsNotificationsEnabled: true }),
    customers: customers.map((customer) => ({
      '@odata.type': '#microsoft.graph.bookingCustomerInformation',
      ...customer,
    })),
  };
  return {
    method: 'POST',
    path: '/v1.0/solutions/bookingBusinesses/<business id>/appointments',
    headers: { Accept: 'application/json', 'Content-Type': 'application/json' },
    body: JSON.stringify(body, null, 2),
  };
}
