// Locking a piece of sound before it is stored on the device: AES-GCM with the key of its recording, bound to its number.

const IV_BYTES = 12; // what GCM asks for; a new one each time

const bytesOf = (hex) => Uint8Array.from(hex.match(/../g) ?? [], (two) => parseInt(two, 16));
const place = (guid, number) => new TextEncoder().encode(`${guid}:${number}`);

// The key, so that scripts can use it and never read it.
export function keyFrom(hex) {
  return crypto.subtle.importKey("raw", bytesOf(hex), "AES-GCM", false, ["encrypt", "decrypt"]);
}

export async function locked(key, guid, number, sound) {
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
  const data = await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: place(guid, number) }, key, sound);
  return { iv, data };
}

// Throws where it was locked with another key, or changed.
export function unlocked(key, guid, { number, iv, data }) {
  return crypto.subtle.decrypt({ name: "AES-GCM", iv, additionalData: place(guid, number) }, key, data);
}
