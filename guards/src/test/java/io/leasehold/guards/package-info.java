/** Tests about the project as a whole; they read the modules' classes, sources, reports and docs. */
@NullMarked
package io.leasehold.guards;

import org.jspecify.annotations.NullMarked;
