/** Which names of policies, versions and ciphers let broken encryption in. Names, not sizes: each service has its own. */

/** TLS 1.0 and 1.1 are broken: https://www.rfc-editor.org/rfc/rfc8996. */
const WEAK_POLICIES =
  /^(?:ELBSecurityPolicy-(?:2015-05|2015-03|2015-02|2014-\d\d|2016-08|FS-2018-06|TLS-1-0-2015-0[45]|TLS-1-1-2017-01|FS-1-1-2019-08|TLS13-1-[01]-2021-06|TLS13-1-0-FIPS-2023-04|TLS13-1-1-FIPS-2023-04)|TLS[ _]?1[._][01]|TLSv1(?:[._][01])?(?:_2016)?|TLSv1\.1_2016|SSLv3|1\.[01]|TLS1_[01]|TLS_1_[01]|Policy-Min-TLS-1-0-2019-07)$/i;

export function isWeakPolicy(name: string): boolean {
  return WEAK_POLICIES.test(name.trim());
}

/** Ciphers without encryption, with export keys, DES, RC4 or MD5; protocols before TLS 1.2. */
const WEAK_CIPHERS =
  /^(?:Protocol-(?:SSLv[23]|TLSv1(?:\.[01])?)|.*(?:NULL|EXP(?:ORT)?[-_0-9]|RC4|RC2|DES[-_]CBC|DES[-_]?CBC3|3DES|MD5|ANON|ADH|AECDH|PSK|KRB5|IDEA|SEED).*)$/i;

export function isWeakCipher(name: string): boolean {
  return name.length <= 100 && WEAK_CIPHERS.test(name);
}
