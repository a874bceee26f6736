/** How the laws are searched. */
@NullMarked
package io.leasehold.lab.laws;

import org.jspecify.annotations.NullMarked;
