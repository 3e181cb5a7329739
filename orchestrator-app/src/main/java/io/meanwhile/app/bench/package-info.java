/**
 * Measures the service on the machine it runs on: the real service, started as always, under the
 * workloads W1 to W4. Nothing that serving needs is ever here.
 */
@NullMarked
package io.meanwhile.app.bench;

import org.jspecify.annotations.NullMarked;
