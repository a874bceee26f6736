/** What the verdicts of lab/gateway say. */
package io.leasehold.lab.gateway;
