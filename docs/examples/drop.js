// npm install rhea; BROKER_USER=dropper BROKER_PASSWORD=... node drop.js order.json
const rhea = require('rhea'), order = require('fs').readFileSync(process.argv[2], 'utf8');
const { BROKER_PORT: port = 5672, BROKER_USER: username = 'anonymous', BROKER_PASSWORD: password } = process.env;
rhea.connect({ host: '127.0.0.1', port, username, password }).open_sender('partner-onboarding.start');
rhea.once('sendable', ({ sender }) => sender.send({ durable: true, body: order }));
rhea.once('accepted', ({ connection }) => connection.close());
