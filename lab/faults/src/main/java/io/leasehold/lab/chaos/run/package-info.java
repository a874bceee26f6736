/** One run: a database, a proxy, a pool, those who use it, one fault, and what must hold. */
@NullMarked
package io.leasehold.lab.chaos.run;

import org.jspecify.annotations.NullMarked;
