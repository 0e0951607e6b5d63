// Version vectors: per open page the number of its changes that stand in a text.

export const covers = (known, other) => Object.entries(other).every(([page, count]) => (known[page] || 0) >= count);

export const total = (versions) => Object.values(versions).reduce((sum, count) => sum + count, 0);
