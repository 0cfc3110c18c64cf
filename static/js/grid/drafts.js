// What is not saved yet outlives a reload: kept in the browser by user and register, until it is saved or they sign out.
const PREFIX = "sms-grid:";

export const keyOf = ({ user, register }) => `${PREFIX}${user}:${register}`;

export const keep = (settings, drafts) => {
  try {
    if (drafts.batches.length) localStorage.setItem(keyOf(settings), JSON.stringify(drafts));
    else localStorage.removeItem(keyOf(settings));
  } catch {
    // A full or forbidden store: the cells stay in the page, and leaving it asks first.
  }
};

export const kept = (settings) => {
  try {
    const found = JSON.parse(localStorage.getItem(keyOf(settings)) ?? "null");
    return Array.isArray(found?.batches) ? found : { batches: [], rows: [] };
  } catch {
    return { batches: [], rows: [] };
  }
};
