/** The calls of TCLIService. */
@NullMarked
package io.leasehold.gateway.internal.service;

import org.jspecify.annotations.NullMarked;
