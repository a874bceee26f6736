/** Code that uses the module, in a package that is not its own: where it stands is told in errors and reports. */
@NullMarked
package io.leasehold.user;

import org.jspecify.annotations.NullMarked;
