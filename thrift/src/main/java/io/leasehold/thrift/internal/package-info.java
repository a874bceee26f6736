/** How transports are opened, measured, fenced and checked. Nobody's business outside this module. */
@NullMarked
package io.leasehold.thrift.internal;

import org.jspecify.annotations.NullMarked;
