/** Jest's way to run the sources as Node does: types stripped, nothing else changed. */
import { createHash } from 'node:crypto';
import { stripTypeScriptTypes } from 'node:module';

export default {
  process: (text) => ({ code: stripTypeScriptTypes(text, { mode: 'strip' }) }),
  getCacheKey: (text, path, { configString, instrument }) =>
    createHash('sha256')
      .update([process.version, path, text, configString, String(instrument)].join('\0'))
      .digest('hex'),
};
