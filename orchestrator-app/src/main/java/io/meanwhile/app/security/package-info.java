/**
 * Who may do what over HTTP: keys, roles, and which pages and hosts are kept out. Nothing here
 * knows what a saga is.
 */
@NullMarked
package io.meanwhile.app.security;

import org.jspecify.annotations.NullMarked;
