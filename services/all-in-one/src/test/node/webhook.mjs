// What a receiver that was written with the specification's own library makes of a delivery:
// `node webhook.mjs SECRET < {"headers": {…}, "body": "…"}`. Prints the event; ends with 1 if it is not genuine.
import { text } from 'node:stream/consumers'
import { Webhook, WebhookVerificationError } from 'standardwebhooks'

const [secret] = process.argv.slice(2)
const { headers, body } = JSON.parse(await text(process.stdin))
try {
  console.log(JSON.stringify(new Webhook(secret).verify(body, headers)))
} catch (error) {
  if (!(error instanceof WebhookVerificationError)) throw error
  console.error(error.message)
  process.exit(1)
}
