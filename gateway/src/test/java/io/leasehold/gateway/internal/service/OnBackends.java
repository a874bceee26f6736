package io.leasehold.gateway.internal.service;

import io.leasehold.testbed.DatabaseKind;
import io.leasehold.testbed.OnEveryDatabase;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Runs a test once on each database that the gateway knows. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@OnEveryDatabase(only = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB})
@interface OnBackends {}
