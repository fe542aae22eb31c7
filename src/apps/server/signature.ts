/** Whether a body comes from GitHub: Probot's verification, in constant time, with the secret of now and the one before. */
import { Probot } from 'probot';
import type { Logger } from 'pino';

export interface SignatureCheck {
  /** `signature`: the header `X-Hub-Signature-256`. */
  isGenuine(body: string, signature: string | undefined): Promise<boolean>;
}

const FORM = /^sha256=[0-9a-f]{64}$/;

/** @throws TypeError without a secret: Probot would then take one that everybody knows. */
export async function createSignatureCheck(secrets: readonly string[], log: Logger): Promise<SignatureCheck> {
  if (secrets.length === 0 || secrets.includes('')) throw new TypeError('A webhook secret is empty');
  // Nothing is asked of GitHub through these, so no credentials are theirs; Probot wants to be given some.
  const probots = secrets.map((secret) => new Probot({ secret, githubToken: 'none', log: log.child({}) }));
  await Promise.all(probots.map((probot) => probot.ready()));
  return {
    async isGenuine(body, signature) {
      if (signature === undefined || !FORM.test(signature) || body === '') return false;
      const verdicts = await Promise.all(probots.map(({ webhooks }) => webhooks.verify(body, signature)));
      return verdicts.includes(true);
    },
  };
}
