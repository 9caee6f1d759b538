// Whom an operation acts for: the part of a viewer that it needs, so that it can be called without a session too
// (seed, tests, jobs).

export interface DistributorActor {
  userId: string;
  distributorId: string;
}

export interface AdminActor {
  userId: string;
}

/** A store owner: sees the stores that carry this phone number. */
export interface StoreActor {
  phoneNumber: string;
}
