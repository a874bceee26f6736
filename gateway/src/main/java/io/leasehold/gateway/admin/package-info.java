/** What whoever runs a gateway does to it from outside, for the command line. */
@NullMarked
package io.leasehold.gateway.admin;

import org.jspecify.annotations.NullMarked;
