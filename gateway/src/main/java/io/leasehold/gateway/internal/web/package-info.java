/** What browsers do, as far as every listener for HTTP has to know it. */
@NullMarked
package io.leasehold.gateway.internal.web;

import org.jspecify.annotations.NullMarked;
