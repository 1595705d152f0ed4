// Looks for a number such that SHA-256 of « challenge:number » begins with so many zero bits.
// SHA-256 by hand: the browser's own is slower for short words asked one by one, and absent without https.
const first = (exponent) => (prime) => Math.floor((prime ** (1 / exponent) % 1) * 2 ** 32);
const primes = [];
for (let number = 2; primes.length < 64; number++) if (primes.every((prime) => number % prime)) primes.push(number);
const START = primes.slice(0, 8).map(first(2));
const STEPS = primes.map(first(3));
const turn = (word, by) => (word >>> by) | (word << (32 - by));

const words = new Int32Array(64);

// The first 32 bits of the digest of up to 55 letters (one block) are all that is looked at.
function beginning(text) {
  words.fill(0, 0, 16);
  for (let at = 0; at < text.length; at++) words[at >> 2] |= text.charCodeAt(at) << (24 - 8 * (at % 4));
  words[text.length >> 2] |= 0x80 << (24 - 8 * (text.length % 4));
  words[15] = text.length * 8;
  for (let at = 16; at < 64; at++) {
    const near = words[at - 2];
    const far = words[at - 15];
    words[at] =
      (turn(near, 17) ^ turn(near, 19) ^ (near >>> 10)) +
      words[at - 7] +
      (turn(far, 7) ^ turn(far, 18) ^ (far >>> 3)) +
      words[at - 16];
  }
  let [a, b, c, d, e, f, g, h] = START;
  for (let at = 0; at < 64; at++) {
    const one = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + STEPS[at] + words[at]) | 0;
    const two = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0];
  }
  return (a + START[0]) >>> 0;
}

onmessage = ({ data: { challenge, bits } }) => {
  let number = Math.floor(Math.random() * 1e12); // somewhere else each time: an answer counts once
  while (beginning(`${challenge}:${number}`) >>> (32 - bits)) number++;
  postMessage(String(number));
};
