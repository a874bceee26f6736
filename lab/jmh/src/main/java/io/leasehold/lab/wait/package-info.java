/** How long threads wait when there are more of them than connections, beside the peers and an ideal line. */
@NullMarked
package io.leasehold.lab.wait;

import org.jspecify.annotations.NullMarked;
