/** What grows while the library works, and what stays when it is unloaded. */
@NullMarked
package io.leasehold.lab.soak;

import org.jspecify.annotations.NullMarked;
