/**
 * Whether a text looks drawn by chance, as a key is, or made of words, as a name is. Entropy alone cannot tell the two in
 * twenty characters; how often two letters stand together in words can.
 */

/**
 * For each letter (rows, a to z) and the one after it (columns): how much more often than by chance they stand together
 * in words, as the binary logarithm plus 6; 6 is chance itself. Counted over the 24,000 words in the sources and
 * documentation of this project's own dependencies, each word weighed by the logarithm of how often it occurs.
 */
const PAIRS = [
  '36763463624868261878554353',
  '85558434744854743774734253',
  '84538337627643832657623151',
  '74569543832544732664643242',
  '64785553422668354886354632',
  '74558732922734831756713262',
  '74548467733757632875733343',
  '84449332823554843656623152',
  '65766662223669752677261415',
  '85648346625644853485764344',
  '74559565834636642585644152',
  '84568332834733741366643271',
  '86349232822564781364621241',
  '73777583734435642378553142',
  '55664452525779661866656433',
  '84448425713733861867622231',
  '55655564633751545463935455',
  '83559453825465741676543251',
  '63748437714544663378734250',
  '72539337811533731776523162',
  '67666553613778472777322322',
  '85559243833444611353423253',
  '84558457845637742774335433',
  '64758526733552582348642542',
  '76656452734777683576555555',
  '84559345723554644355544366',
];

/** Mean of the pairs of a run of letters from which it reads as a word. Words have 6.5 to 7.5, random letters 4 to 5.5. */
const WORDLIKE = 5.9;
const LETTER_RUN = /[A-Z]+(?![a-z])|[A-Z]?[a-z]+/g;

/** Shannon entropy in bits a character. */
export function entropy(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}

/** Share of the characters that belong to runs of letters that read as words. */
export function shareOfWords(text: string): number {
  let inWords = 0;
  for (const [run] of text.matchAll(LETTER_RUN)) {
    if (run.length >= 4 && meanPair(run) >= WORDLIKE) inWords += run.length;
  }
  return text.length === 0 ? 0 : inWords / text.length;
}

function meanPair(letters: string): number {
  const lower = letters.toLowerCase();
  let sum = 0;
  for (let at = 0; at + 1 < lower.length; at += 1) {
    sum += Number(PAIRS[lower.charCodeAt(at) - 97]?.[lower.charCodeAt(at + 1) - 97] ?? 6);
  }
  return sum / (lower.length - 1);
}

/** Share of neighbours that repeat, or are one apart upwards or downwards, as in `abcdef` and `111111`. */
export function shareOfSteps(text: string): number {
  let steps = 0;
  for (let at = 1; at < text.length; at += 1) {
    if (Math.abs(text.charCodeAt(at) - text.charCodeAt(at - 1)) <= 1) steps += 1;
  }
  return text.length < 2 ? 0 : steps / (text.length - 1);
}

/** The least entropy of so many characters of chance, a little below what digits and hexadecimal reach. */
function leastEntropy(length: number): number {
  if (length >= 32) return 3.1;
  if (length >= 20) return 2.9;
  return length >= 14 ? 2.75 : 2.6;
}

/**
 * Drawn by chance: enough different characters, no counting up, not made of words. A text of letters alone, or of digits
 * alone, has to be longer: short ones are names and numbers.
 */
export function looksRandom(text: string): boolean {
  const digits = text.replace(/[^0-9]/g, '').length;
  const letters = text.replace(/[^A-Za-z]/g, '').length;
  // Ten digits cannot have the entropy that thirty-six characters have.
  const least = letters === 0 ? 2.5 : leastEntropy(text.length);
  if (text.length < 8 || entropy(text) < least || shareOfSteps(text) > 0.4) return false;
  const isHexadecimal = digits > 0 && /^[0-9a-fA-F]{16,}$/.test(text);
  if (!isHexadecimal && shareOfWords(text) > 0.34) return false;
  if (digits === 0) return looksRandomInLetters(text, letters);
  if (letters === 0) return digits >= 16 && digits / text.length > 0.8;
  return mixes(text) >= (text.length < 12 ? 3 : 2);
}

/** Letters alone: in both cases without the form of a name, or a long run that no word has. */
function looksRandomInLetters(text: string, letters: number): boolean {
  if (letters < 12 || letters / text.length < 0.7) return false;
  const runs = text.match(LETTER_RUN) ?? [];
  const mean = runs.length === 0 ? 0 : letters / runs.length;
  if (/[a-z]/.test(text) && /[A-Z]/.test(text)) return mean < 3.5 && letters >= 14;
  return letters >= 20 && mean >= 12 && meanPair(runs.reduce((a, b) => (b.length > a.length ? b : a), '')) < 5.3;
}

/** How often letters and digits take turns. */
function mixes(text: string): number {
  return (text.match(/[A-Za-z](?=[0-9])|[0-9](?=[A-Za-z])/g) ?? []).length;
}
