// Drops the file's content on a queue, or reads so many messages from a queue or topic.
//   node client.js stomp|amqp PORT drop KIND CORRELATION FILE [MESSAGE_ID]     KIND: text, bytes, data, map
//   node client.js stomp|amqp PORT read NAME COUNT                            NAME: queue://... or topic://...
// User and password are in the environment. Prints one JSON document per message; exit code 0: done.
const fs = require('fs');
const [protocol, port, verb, ...words] = process.argv.slice(2);
const user = process.env.BROKER_USER || '';
const password = process.env.BROKER_PASSWORD || '';
const START = 'partner-onboarding.start';

function fail(error) {
  console.error(String((error && (error.message || error.description)) || error));
  process.exit(1);
}

function print(message) {
  console.log(JSON.stringify(message));
}

function stomp() {
  const connectHeaders = { host: '/', login: user, passcode: password, 'heart-beat': '5000,5000' };
  require('stompit').connect({ host: '127.0.0.1', port: Number(port), connectHeaders }, (error, client) => {
    if (error) return fail(error);
    client.on('error', fail);
    if (verb === 'drop') {
      const [kind, correlation, file] = words;
      const body = fs.readFileSync(file);
      const headers = { destination: '/queue/' + START, 'correlation-id': correlation };
      if (kind === 'bytes') headers['content-length'] = body.length;
      const frame = client.send(headers, { onReceipt: () => client.disconnect(() => process.exit(0)) });
      frame.end(body);
      return;
    }
    const [name, count] = words;
    let left = Number(count);
    const destination = name.replace(/^(queue|topic):\/\//, '/$1/');
    client.subscribe({ destination, ack: 'client-individual' }, (failure, message) => {
      if (failure) return fail(failure);
      message.readString('utf-8', (unread, body) => {
        if (unread) return fail(unread);
        client.ack(message);
        print({ body, correlation: message.headers['correlation-id'], length: message.headers['content-length'] });
        if (--left === 0) client.disconnect(() => process.exit(0));
      });
    });
    print({ ready: true });
  });
}

function amqp() {
  const rhea = require('rhea');
  const options = { host: '127.0.0.1', port: Number(port), reconnect: false };
  if (user) Object.assign(options, { username: user, password });
  else options.username = 'anonymous';
  const connection = rhea.connect(options);
  for (const trouble of ['connection_error', 'disconnected', 'rejected', 'receiver_error', 'sender_error']) {
    rhea.on(trouble, (context) => fail(context.error || (context.connection && context.connection.error) || trouble));
  }
  if (verb === 'drop') {
    const [kind, correlation, file, id] = words;
    const bytes = fs.readFileSync(file);
    const text = bytes.toString('utf8');
    const message = { correlation_id: correlation, durable: true, body: text };
    if (id) message.message_id = /^\d+$/.test(id) ? Number(id) : id;
    if (kind === 'bytes') message.body = rhea.message.data_section(bytes);
    if (kind === 'data') message.content_type = 'application/json; charset=utf-8';
    if (kind === 'data') message.body = rhea.message.data_section(bytes);
    if (kind === 'map') message.body = JSON.parse(text);
    const sender = connection.open_sender(START);
    rhea.once('sendable', () => sender.send(message));
    rhea.once('accepted', () => process.exit(0));
    return;
  }
  const [name, count] = words;
  let left = Number(count);
  rhea.on('message', (context) => {
    const { body, correlation_id: correlation } = context.message;
    print({ body: Buffer.isBuffer(body && body.content) ? body.content.toString() : body, correlation });
    if (--left === 0) process.exit(0);
  });
  rhea.once('receiver_open', () => print({ ready: true }));
  connection.open_receiver(name);
}

setTimeout(() => fail('no answer within 20 s'), 20000);
(protocol === 'stomp' ? stomp : amqp)();
