package io.meanwhile.sagas.bridge;

/** What was answered last about an effect, and the head of the chain that it was seen from. */
record Told(Block head, Sighting sighting) {}
