package io.meanwhile.app.api;

/** The body of a request as it came: within the limits and UTF-8, not looked at otherwise. */
record BodyText(String text) {}
