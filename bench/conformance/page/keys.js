// Watches the browser's own key sessions, whatever player opens them: what keys came
// and in what state, and what was asked for.

export function watchKeys(keys, recorder) {
  const create = MediaKeys.prototype.createSession;
  MediaKeys.prototype.createSession = function(...args) {
    const session = create.apply(this, args);
    keys.sessions++;
    session.addEventListener('message', (e) => {
      keys.requests.push(new TextDecoder().decode(e.message));
    });
    session.addEventListener('keystatuseschange', () => {
      session.keyStatuses.forEach((status, id) => {
        const hex = Array.from(new Uint8Array(id.buffer ?? id), (x) => x.toString(16).padStart(2, '0')).join('');
        keys.statuses[hex] = status;
      });
    });
    const generate = session.generateRequest;
    session.generateRequest = function(type, data) {
      return generate.call(this, type, data).catch((e) => {
        recorder.error(false, 'eme', type, `generateRequest: ${e.message}`);
        throw e;
      });
    };
    return session;
  };
}
