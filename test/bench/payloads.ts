/** A payload as a scheduling system writes it. */
export function payloadOf(index: number, clients = 3): object {
  return {
    $meeting: 'MSo1N2Y5ZGFjYw',
    externalAppointmentId: `ext-${index}`,
    settings: { allowClientToJoinUsingBrowser: true },
    appointmentClients: Array.from({ length: clients }, (_, client) => ({
      '@odata.type': '#microsoft.graph.virtualAppointmentUser',
      displayName: `Client ${client}`,
      emailAddress: `client${client}.${index}@example.com`,
      smsCapablePhoneNumber: `+1202555${String(client).padStart(4, '0')}`,
    })),
  };
}
