/** What the lab's programs share. */
@NullMarked
package io.leasehold.lab;

import org.jspecify.annotations.NullMarked;
