/** Reading `amount`: the one amount of money that an element says, without what is struck through. */
import { amountOf } from '../shared/prices';
import { sources } from './core';

sources.amount = (_, target) => amountOf(target);
